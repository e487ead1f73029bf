package org.offprint;

import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HttpMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.offprint.http.requests.BodyOfAnySize;

/** The direction in which folders may know each other, at every depth, and a few rules of names. */
class ArchitectureTest {

    /** Each may know those of the lines before its own, none of its own line or below. */
    private static final List<List<String>> LAYERS = List.of(
            List.of("text"),
            List.of("identifiers"),
            List.of("settings"),
            List.of("http"),
            List.of("json"),
            List.of("record"),
            List.of("references"),
            List.of("database"),
            List.of("people"),
            List.of("audit"),
            List.of("security"),
            List.of("changes"),
            List.of("jobs"),
            List.of("webhooks"),
            List.of("files"),
            List.of("journals", "redirects"),
            List.of("issues", "affiliations"),
            List.of("articles"),
            List.of("publishing"),
            List.of("confirmations"),
            List.of("search", "formats"),
            List.of("fulltext"),
            List.of("matching", "readiness", "citations", "usage"),
            List.of("registration"),
            List.of("imports"),
            List.of("api", "site", "harvest", "sample", "monitoring", "cli"));

    private static final int LARGEST_FOLDER = 20;

    private static final JavaClasses CODE =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("org.offprint");

    @Test
    void packages_know_only_those_below_them() {
        List<String> above = new ArrayList<>();
        for (int i = LAYERS.size() - 1; i >= 0; i--) {
            for (String name : LAYERS.get(i)) {
                Stream<String> beside = LAYERS.get(i).stream().filter(other -> !other.equals(name));
                String[] forbidden = Stream.concat(above.stream(), beside)
                        .map(ArchitectureTest::within)
                        .toArray(String[]::new);
                noClasses()
                        .that()
                        .resideInAPackage(within(name))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(forbidden)
                        .check(CODE);
            }
            above.addAll(LAYERS.get(i));
        }
    }

    @Test
    void every_package_has_its_place() {
        CODE.stream()
                .map(type -> type.getPackageName().replaceFirst("org\\.offprint\\.?", ""))
                .filter(name -> !name.isEmpty())
                .map(name -> name.split("\\.")[0])
                .forEach(name -> assertTrue(
                        LAYERS.stream().anyMatch(layer -> layer.contains(name)),
                        "Say in " + getClass().getSimpleName() + " where " + name + " stands."));
    }

    @Test
    void folders_are_free_of_circles_at_every_depth() {
        CODE.stream()
                .flatMap(type -> withParents(type.getPackageName()))
                .distinct()
                .forEach(name -> slices().matching(name + ".(*)..")
                        .should()
                        .beFreeOfCycles()
                        .allowEmptyShould(true)
                        .check(CODE));
        slices().assignedFrom(assignment("folder", JavaClass::getPackageName))
                .should()
                .beFreeOfCycles()
                .check(CODE);
    }

    @Test
    void classes_are_free_of_circles() {
        slices().assignedFrom(assignment("class", ArchitectureTest::topLevel))
                .should()
                .beFreeOfCycles()
                .check(CODE);
    }

    @Test
    void no_two_classes_share_a_name() {
        Map<String, Set<String>> named = new TreeMap<>();
        CODE.stream()
                .map(ArchitectureTest::topLevel)
                .filter(name -> !name.endsWith(".package-info"))
                .forEach(name -> named.computeIfAbsent(
                                name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT),
                                simple -> new TreeSet<>())
                        .add(name));
        assertEquals(
                List.of(),
                named.values().stream().filter(names -> names.size() > 1).toList());
    }

    @Test
    void a_folder_shows_its_subject_in_one_screen() {
        Map<String, Set<String>> folders = new TreeMap<>();
        CODE.stream()
                .map(ArchitectureTest::topLevel)
                .filter(name -> !name.endsWith(".package-info"))
                .forEach(name -> folders.computeIfAbsent(
                                name.substring(0, name.lastIndexOf('.')), folder -> new TreeSet<>())
                        .add(name));
        folders.values().removeIf(classes -> classes.size() <= LARGEST_FOLDER);
        assertEquals(Map.of(), folders);
    }

    @Test
    void classes_are_named_for_what_they_are() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("DTO")
                .orShould()
                .haveNameMatching(".*(Dto|DAO|Dao|Impl|Manager|Helper|Util|Utils)")
                .check(CODE);
    }

    @Test
    void http_knows_nothing_of_publishing() {
        noClasses()
                .that()
                .resideInAPackage(within("http"))
                .should()
                .haveNameMatching(".*(Article|Journal|Issue|Affiliation|Contributor|Version).*")
                .check(CODE);
    }

    @Test
    void nothing_but_the_index_knows_lucene() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        within("search.lucene"), within("search.embedded"), within("search.opensearch"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.lucene..", "org.tartarus.snowball..")
                .check(CODE);
    }

    @Test
    void every_operation_is_public_and_states_who_may_call_it() {
        methods()
                .that()
                .areMetaAnnotatedWith(HttpMethod.class)
                .should()
                .bePublic()
                .andShould(stateARole())
                .check(CODE);
    }

    @Test
    void bodies_have_types_unless_they_are_files() {
        methods()
                .that()
                .areMetaAnnotatedWith(HttpMethod.class)
                .and()
                .areNotAnnotatedWith(BodyOfAnySize.class)
                .should()
                .notHaveRawParameterTypes(takingBytes())
                .check(CODE);
    }

    @Test
    void nothing_of_the_contract_is_decided_by_its_prose() {
        noClasses()
                .that()
                .resideInAPackage(within("api.contract"))
                .and()
                .doNotHaveSimpleName("Prose")
                .should()
                .accessTargetWhere(JavaAccess.Predicates.target(
                        nameMatching("getDescription|getSummary").as("the descriptions of the contract")))
                .check(CODE);
        methods()
                .that()
                .areDeclaredInClassesThat()
                .haveSimpleName("Prose")
                .and()
                .areNotPrivate()
                .should()
                .haveRawReturnType(void.class)
                .check(CODE);
    }

    private static DescribedPredicate<List<JavaClass>> takingBytes() {
        return DescribedPredicate.describe(
                "bytes", types -> types.stream().anyMatch(type -> type.isEquivalentTo(byte[].class)));
    }

    private static ArchCondition<JavaMethod> stateARole() {
        return new ArchCondition<>("state a role") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                JavaClass owner = method.getOwner();
                boolean stated = Stream.of(method, owner)
                        .anyMatch(each ->
                                each.isAnnotatedWith(RolesAllowed.class) || each.isAnnotatedWith(PermitAll.class));
                events.add(new SimpleConditionEvent(method, stated, method.getFullName() + " states no role"));
            }
        };
    }

    /** A folder with those that it lies in, down to {@code org.offprint}. */
    private static Stream<String> withParents(String folder) {
        return Stream.iterate(
                folder, name -> name.startsWith("org.offprint"), name -> name.substring(0, name.lastIndexOf('.')));
    }

    private static String topLevel(JavaClass type) {
        return type.getName().replaceFirst("\\$.*", "");
    }

    private static SliceAssignment assignment(String what, Function<JavaClass, String> key) {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                return SliceIdentifier.of(key.apply(type));
            }

            @Override
            public String getDescription() {
                return "each " + what;
            }
        };
    }

    private static String within(String name) {
        return "org.offprint." + name + "..";
    }
}
