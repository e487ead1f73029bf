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
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HttpMethod;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.offprint.platform.http.requests.BodyOfAnySize;

/**
 * Checks the direction of dependencies between wings and between folders, the number of classes per folder, and naming
 * rules.
 */
class ArchitectureTest {

    /**
     * The ten top-level packages (wings) from the bottom up. Each wing has a name, folders, and the wings that its
     * classes may use.
     */
    static final List<Wing> WINGS = List.of(
            wing("kernel", "faults identifiers json record text", ""),
            wing("platform", "audit changes database files http jobs people security settings webhooks", "kernel"),
            wing(
                    "journal",
                    "affiliations articles confirmations issues journals publishing redirects",
                    "kernel platform"),
            wing("references", "model pasted repair suggestions tokens", "kernel"),
            wing(
                    "search",
                    "embedded engine feed lucene matching opensearch query schema",
                    "journal references kernel platform"),
            wing(
                    "formats",
                    "bibtex citations crossref crossrefworks csl csv datacite doaj draft dublincore endnote epub fulltext highwire"
                            + " jats jsonlines marc markdown ojs print pubmed reading ris ror schemaorg text webofscience writing xml",
                    "search journal kernel platform"),
            wing(
                    "services",
                    "citations readiness registration usage",
                    "formats search references journal kernel platform"),
            wing(
                    "imports",
                    "batch files keys reading resolving storing",
                    "services formats search journal kernel platform"),
            wing(
                    "web",
                    "api cache desk harvest site",
                    "imports services formats search references journal kernel platform"),
            wing(
                    "app",
                    "cli monitoring sample",
                    "web imports services formats search references journal kernel platform"));

    private static final int LARGEST_FOLDER = 30;

    private static final int SMALLEST_FOLDER = 4;

    /**
     * Folders that may have fewer classes, because they contain a format, a protocol, a registration target, a search
     * engine, or a record type.
     */
    private static final Set<String> SEAMS = Set.of(
            "app",
            "formats.datacite",
            "formats.dublincore",
            "formats.highwire",
            "formats.marc",
            "formats.markdown",
            "formats.ror",
            "journal.confirmations",
            "journal.redirects",
            "platform.database",
            "platform.settings",
            "references.suggestions",
            "search.embedded",
            "search.engine",
            "search.opensearch",
            "services.registration.targets.datacite",
            "services.registration.targets.doaj",
            "web.api",
            "web.harvest",
            "web.harvest.counter");

    private static final int MOST_PARAMETERS = 8;

    /**
     * Number of methods and constructors with more than eight parameters, except constructors of records and enums.
     * Lower the number after you shorten a parameter list. Do not raise the number.
     */
    private static final int LONG_PARAMETER_LISTS = 15;

    /** Number of classes that only one other class uses. Lower the number after you merge or nest a class. */
    private static final int ONE_USER_CLASSES = 390;

    private static final JavaClasses CODE =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("org.offprint");

    @Test
    void classes_use_only_the_wings_that_their_wing_declares() {
        for (Wing wing : WINGS) {
            String[] forbidden = WINGS.stream()
                    .map(Wing::name)
                    .filter(name -> !name.equals(wing.name()) && !wing.uses().contains(name))
                    .map(ArchitectureTest::within)
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(within(wing.name()))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(forbidden)
                    .check(CODE);
        }
    }

    @Test
    void each_wing_declares_only_wings_that_are_listed_before_it() {
        Set<String> listed = new TreeSet<>();
        for (Wing wing : WINGS) {
            assertTrue(listed.containsAll(wing.uses()), wing.name() + " may use " + wing.uses());
            listed.add(wing.name());
        }
    }

    @Test
    void every_folder_belongs_to_a_wing() {
        Map<String, Set<String>> folders = new TreeMap<>();
        CODE.stream()
                .map(type -> type.getPackageName().replaceFirst("org\\.offprint\\.?", ""))
                .map(name -> (name + "..").split("\\.", -1))
                .forEach(parts -> folders.computeIfAbsent(parts[0], wing -> new TreeSet<>())
                        .add(parts[1]));
        folders.values().forEach(names -> names.remove(""));
        Map<String, Set<String>> listed = new TreeMap<>();
        WINGS.forEach(wing -> listed.put(wing.name(), wing.folders()));
        assertEquals(
                listed,
                folders,
                "Add new folders to their wing in " + getClass().getSimpleName() + ".");
    }

    @Test
    void folders_have_no_cyclic_dependencies_at_any_depth() {
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
    void classes_have_no_cyclic_dependencies() {
        slices().assignedFrom(assignment("class", ArchitectureTest::topLevel))
                .should()
                .beFreeOfCycles()
                .check(CODE);
    }

    /** The compiler copies constants into the classes that use them, so class files do not show these dependencies. */
    @Test
    void source_files_are_free_of_cycles() {
        Map<String, Set<String>> uses = new TreeMap<>();
        SourceFiles.uses().forEach((name, used) -> uses.put(name, new TreeSet<>(used)));
        int before;
        do {
            before = uses.size();
            uses.values().forEach(used -> used.retainAll(uses.keySet()));
            uses.values().removeIf(Set::isEmpty);
        } while (uses.size() < before);
        assertEquals(Map.of(), uses, "These classes use each other, or classes that use each other.");
    }

    @Test
    void the_number_of_classes_with_one_user_does_not_increase() {
        Map<String, Set<String>> users = new TreeMap<>();
        SourceFiles.uses()
                .forEach((name, used) -> used.forEach(each ->
                        users.computeIfAbsent(each, any -> new TreeSet<>()).add(name)));
        users.values().removeIf(names -> names.size() > 1);
        // The desk calls resources like a client of the API. All other users of a resource count.
        users.entrySet()
                .removeIf(each ->
                        each.getKey().endsWith("Resource") && each.getValue().equals(Set.of("DeskCalls")));
        assertTrue(users.size() <= ONE_USER_CLASSES, () -> users.size() + " classes with one user: " + users);
    }

    @Test
    void the_number_of_long_parameter_lists_does_not_increase() {
        List<String> found = CODE.stream()
                .filter(type -> !type.isEnum())
                .flatMap(type -> type.getCodeUnits().stream())
                .filter(unit -> unit.getRawParameterTypes().size() > MOST_PARAMETERS)
                .filter(unit -> !unit.getModifiers().contains(JavaModifier.SYNTHETIC))
                .filter(unit -> !(unit.isConstructor() && unit.getOwner().isRecord()))
                .map(unit -> unit.getOwner().getSimpleName() + "." + unit.getName())
                .sorted()
                .toList();
        assertTrue(found.size() <= LONG_PARAMETER_LISTS, () -> found.size() + " long parameter lists: " + found);
    }

    /**
     * Panache generates static methods in each entity class. A method reference is compiled to the method of the base
     * class, which throws an exception.
     */
    @Test
    void entity_classes_are_not_accessed_through_method_references() {
        noClasses()
                .should()
                .accessTargetWhere(DescribedPredicate.describe(
                        "a method of PanacheEntityBase",
                        access -> access.getTargetOwner().isEquivalentTo(PanacheEntityBase.class)
                                && !access.getName().equals("<init>")))
                .check(CODE);
    }

    @Test
    void no_two_classes_have_the_same_simple_name() {
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
    void each_folder_contains_four_to_thirty_classes() {
        Map<String, Set<String>> folders = new TreeMap<>();
        CODE.stream()
                .map(ArchitectureTest::topLevel)
                .filter(name -> !name.endsWith(".package-info"))
                .forEach(name -> folders.computeIfAbsent(
                                name.substring(0, name.lastIndexOf('.')), folder -> new TreeSet<>())
                        .add(name));
        Map<String, Set<String>> large = new TreeMap<>(folders);
        large.values().removeIf(classes -> classes.size() <= LARGEST_FOLDER);
        assertEquals(Map.of(), large, "Split these folders by subject.");
        Set<String> small = new TreeSet<>();
        folders.forEach((folder, classes) -> {
            if (classes.size() < SMALLEST_FOLDER) {
                small.add(folder.replaceFirst("org\\.offprint\\.", ""));
            }
        });
        assertEquals(
                new TreeSet<>(SEAMS), small, "Merge small folders into a neighbouring folder, or add them to SEAMS.");
    }

    @Test
    void class_names_have_no_meaningless_suffixes() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("DTO")
                .orShould()
                .haveNameMatching(".*(Dto|DAO|Dao|Impl|Manager|Helper|Util|Utils)")
                .check(CODE);
    }

    @Test
    void names_of_http_classes_contain_no_journal_terms() {
        noClasses()
                .that()
                .resideInAPackage(within("platform.http"))
                .should()
                .haveNameMatching(".*(Article|Journal|Issue|Affiliation|Contributor|Version).*")
                .check(CODE);
    }

    /** The desk reads and writes through operations of the API, so both have the same rules, history and audit trail. */
    @Test
    void the_desk_uses_records_but_no_class_below_the_api() {
        List<String> hidden = Stream.of(
                        "platform.database",
                        "platform.changes",
                        "platform.audit",
                        "search",
                        "services",
                        "imports",
                        "formats")
                .map(name -> "org.offprint." + name + ".")
                .toList();
        noClasses()
                .that()
                .resideInAPackage(within("web.desk"))
                .should()
                .dependOnClassesThat(DescribedPredicate.describe("classes below the API", type -> {
                    String folder = type.getPackageName() + ".";
                    boolean isJournal =
                            folder.startsWith("org.offprint.journal.") && !type.isRecord() && !type.isEnum();
                    return isJournal || hidden.stream().anyMatch(folder::startsWith);
                }))
                .check(CODE);
    }

    @Test
    void only_search_engine_packages_depend_on_lucene() {
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
    void every_http_operation_is_public_and_declares_who_may_call_it() {
        methods()
                .that()
                .areMetaAnnotatedWith(HttpMethod.class)
                .should()
                .bePublic()
                .andShould(stateARole())
                .check(CODE);
    }

    @Test
    void http_operations_accept_typed_request_bodies_unless_the_body_is_a_file() {
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
    void the_contract_code_does_not_depend_on_operation_descriptions() {
        noClasses()
                .that()
                .resideInAPackage(within("web.api.contract"))
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

    /** Returns a folder and its parent folders, up to {@code org.offprint}. */
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

    private static Wing wing(String name, String folders, String uses) {
        return new Wing(name, words(folders), words(uses));
    }

    private static Set<String> words(String text) {
        return text.isEmpty() ? Set.of() : new LinkedHashSet<>(List.of(text.split(" ")));
    }

    private static String within(String name) {
        return "org.offprint." + name + "..";
    }

    /** Top-level package with its folders and the wings that it may use. */
    record Wing(String name, Set<String> folders, Set<String> uses) {}
}
