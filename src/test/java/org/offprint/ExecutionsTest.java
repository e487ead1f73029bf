package org.offprint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.suite.api.ExcludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.offprint.nodes.EachRequestToAnotherNode;

/**
 * Checks that every test runs in exactly one execution of the build. The class name and the tag of a test determine the
 * execution.
 */
class ExecutionsTest {

    private static final Path CLASSES = Path.of("target/test-classes");

    private static final Pattern OF_THE_NIGHT =
            Pattern.compile("<integration\\.tests\\.of\\.the\\.night>%regex\\[\\.\\*\\(([^)]+)\\)");

    private static final Pattern GROUPS = Pattern.compile("<(groups|excludedGroups)>([^<]+)<");

    @Test
    void every_test_class_is_selected_by_an_execution_of_the_build() throws IOException {
        List<String> wrong = new ArrayList<>();
        int found = 0;
        for (Class<?> each : testClasses()) {
            found++;
            boolean isOfService = AnnotationSupport.isAnnotated(each, QuarkusTest.class);
            boolean isOfProcess = each.getSimpleName().endsWith("IT");
            if (!isOfProcess && !each.getSimpleName().endsWith("Test") || isOfProcess && isOfService) {
                wrong.add(each.getName());
            }
        }
        assertEquals(List.of(), wrong);
        assertTrue(found > 150, found + " classes");
    }

    @Test
    void each_nightly_integration_test_exists() throws IOException {
        Matcher listed = OF_THE_NIGHT.matcher(Files.readString(Path.of("pom.xml")));
        assertTrue(listed.find());
        List<String> names = List.of(listed.group(1).split("\\|"));
        assertEquals(names.stream().distinct().sorted().toList(), names);
        Set<String> gone = new TreeSet<>(names);
        testClasses().forEach(each -> gone.remove(each.getSimpleName()));
        assertEquals(Set.of(), gone);
    }

    @Test
    void the_tag_of_service_tests_selects_exactly_one_execution_of_the_build() throws IOException {
        Matcher groups = GROUPS.matcher(Files.readString(Path.of("pom.xml")));
        List<String> found = new ArrayList<>();
        while (groups.find()) {
            found.add(groups.group(1) + " " + groups.group(2));
        }
        String tag = QuarkusTest.class.getAnnotation(Tag.class).value();
        assertEquals(List.of("groups " + tag, "excludedGroups " + tag), found);
    }

    @Test
    void each_test_on_a_running_service_belongs_to_exactly_one_suite() {
        IncludeClassNamePatterns first = RecordsSuite.class.getAnnotation(IncludeClassNamePatterns.class);
        ExcludeClassNamePatterns rest = RestSuite.class.getAnnotation(ExcludeClassNamePatterns.class);
        assertArrayEquals(first.value(), rest.value());
        for (Class<?> suite : List.of(RecordsSuite.class, RestSuite.class)) {
            assertArrayEquals(
                    new String[] {"org.offprint"},
                    suite.getAnnotation(SelectPackages.class).value());
        }
    }

    /** The test framework builds and starts the service once per suite and test profile. */
    @Test
    void all_tests_with_the_same_profile_belong_to_the_same_suite() throws IOException {
        Map<String, Set<Boolean>> suites = new TreeMap<>();
        for (Class<?> each : testClasses()) {
            AnnotationSupport.findAnnotation(each, TestProfile.class).ifPresent(profile -> suites.computeIfAbsent(
                            profile.value().getSimpleName(), name -> new TreeSet<>())
                    .add(each.getName().matches(RecordsSuite.CLASSES)));
        }
        assertEquals(Set.of("MinimalServiceProfile", "ConfiguredService"), suites.keySet());
        suites.forEach((profile, halves) -> assertEquals(1, halves.size(), profile));
    }

    @Test
    void each_test_in_the_list_of_tests_limited_to_one_node_exists() throws IOException {
        Set<String> gone = new TreeSet<>(EachRequestToAnotherNode.atOneNode());
        for (Class<?> each : testClasses()) {
            gone.remove(each.getSimpleName());
            methods(each)
                    .filter(ExecutionsTest::isTest)
                    .forEach(method -> gone.remove(each.getSimpleName() + "." + method.getName()));
        }
        assertEquals(Set.of(), gone);
    }

    @Test
    void each_test_in_the_list_for_nightly_cluster_runs_exists() throws IOException {
        List<String> listed = Files.readAllLines(Path.of("src/test/opensearch/tests"));
        assertEquals(listed.stream().distinct().sorted().toList(), listed);
        Set<String> gone = new TreeSet<>(listed);
        testClasses().forEach(each -> gone.remove(each.getSimpleName()));
        assertEquals(Set.of(), gone);
    }

    /** Returns the classes that declare or inherit tests, without initializing the classes. */
    private static List<Class<?>> testClasses() throws IOException {
        try (Stream<Path> files = Files.walk(CLASSES)) {
            List<Class<?>> classes = new ArrayList<>();
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".class")).toList()) {
                String path = CLASSES.relativize(file).toString();
                Class<?> each = load(
                        path.substring(0, path.length() - ".class".length()).replace('/', '.'));
                if (!Modifier.isAbstract(each.getModifiers()) && methods(each).anyMatch(ExecutionsTest::isTest)) {
                    classes.add(each);
                }
            }
            return classes;
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, ExecutionsTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static Stream<Method> methods(Class<?> each) {
        return each == null
                ? Stream.of()
                : Stream.concat(Arrays.stream(each.getDeclaredMethods()), methods(each.getSuperclass()));
    }

    private static boolean isTest(Method method) {
        return AnnotationSupport.isAnnotated(method, Testable.class);
    }
}
