package org.offprint.platform.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Checks that database migrations are compatible with the previous version, because nodes of two versions share the
 * database during a rolling upgrade. A migration must not remove anything that the previous version uses. A migration
 * must not require values that the previous version does not write. To remove something that is no longer used, a
 * migration must contain the line {@code -- Contract: nothing since V… uses it.}
 */
class MigrationsTest {

    private static final Path DIRECTORY = Path.of("src/main/resources/db/migration");

    /**
     * Number of the first checked migration. Earlier migrations were released together, so there was no previous
     * version to support.
     */
    private static final int FIRST = 37;

    private static final Pattern CONTRACT = Pattern.compile("-- contract: nothing since v[0-9]+ uses it\\.");
    private static final Pattern NEW_TABLE =
            Pattern.compile("create (?:unlogged )?table (?:if not exists )?([a-z0-9_]+)");
    private static final Pattern ALTERED = Pattern.compile("alter table (?:only )?(?:if exists )?([a-z0-9_]+)");
    private static final Pattern UNIQUE_INDEX =
            Pattern.compile("create unique index (?:concurrently )?(?:if not exists )?[a-z0-9_]+ on ([a-z0-9_]+)");
    private static final Pattern DROPPED_CONSTRAINT = Pattern.compile("drop constraint (?:if exists )?([a-z0-9_]+)");
    private static final Pattern ADDED_CONSTRAINT = Pattern.compile("add constraint ([a-z0-9_]+)");

    /** Patterns of forbidden statements, each with the reason. */
    private static final Map<Pattern, String> REMOVALS = Map.of(
            Pattern.compile("\\bdrop (table|view|materialized view|function|trigger|type|sequence|schema)\\b"),
            "removes something that the previous version may use",
            Pattern.compile("\\bdrop column\\b"),
            "removes a column",
            Pattern.compile("\\brename\\b"),
            "renames something that the previous version uses",
            Pattern.compile("\\btruncate\\b"),
            "deletes rows",
            Pattern.compile("\\balter column [a-z0-9_]+ (set data )?type\\b"),
            "changes a type",
            Pattern.compile("\\balter column [a-z0-9_]+ set not null\\b"),
            "requires a value that the previous version may omit",
            Pattern.compile("\\balter column [a-z0-9_]+ drop default\\b"),
            "removes a value that the previous version relies on");

    @Test
    void all_migrations_are_compatible_with_the_previous_version() throws IOException {
        Map<String, Set<String>> wrong = new TreeMap<>();
        int checked = 0;
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            for (Path file : files.toList()) {
                if (number(file) >= FIRST) {
                    checked++;
                    Set<String> found = problems(Files.readString(file));
                    if (!found.isEmpty()) {
                        wrong.put(file.getFileName().toString(), found);
                    }
                }
            }
        }
        assertEquals(Map.of(), wrong, "See docs/operations.md, upgrades.");
        assertTrue(checked > 0, "No migration was found from V" + FIRST + " on.");
    }

    @Test
    void migration_numbers_are_unique() throws IOException {
        List<Integer> numbers = new ArrayList<>();
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            files.forEach(file -> numbers.add(number(file)));
        }
        assertEquals(new TreeSet<>(numbers).size(), numbers.size());
    }

    @Test
    void the_migration_check_rejects_statements_incompatible_with_the_previous_version() {
        for (String bad : List.of(
                "drop table issue;",
                "alter table article drop column slug;",
                "alter table article rename column slug to path;",
                "alter table article rename to paper;",
                "alter table article alter column slug type varchar(20);",
                "alter table article alter column slug set data type varchar(20);",
                "alter table article alter column slug set not null;",
                "alter table article add column colour text not null;",
                "alter table article add colour text not null;",
                "alter table article add column a text not null default '', add column b text not null;",
                "alter table article add constraint short check (length(slug) < 20);",
                "alter table article add unique (slug);",
                "alter table article add check (slug <> '');",
                "create unique index one_slug on article (slug);",
                "truncate change;",
                "drop trigger t on article;",
                "-- A comment that says -- contract: nothing uses it.\ndrop\n  table issue;")) {
            assertEquals(1, problems(bad).size(), bad + " " + problems(bad));
        }
    }

    @Test
    void the_migration_check_accepts_additive_statements() {
        for (String good : List.of(
                "create table t (id uuid primary key, name text not null); create unique index t_name on t (name);"
                        + " alter table t add constraint short check (length(name) < 20);",
                "create unlogged table t (id uuid primary key);",
                "alter table article add column colour text;",
                "alter table article add column colour text not null default '';",
                "create index article_colour on article (colour);",
                "alter table k drop constraint role_check; alter table k add constraint role_check check (true);",
                "-- Do not drop table issue.\ncreate index i on issue (id);",
                "create or replace function f() returns trigger language plpgsql as $$ begin return new; end $$;",
                "-- Contract: nothing since V38 uses it.\ndrop table issue;")) {
            assertEquals(Set.of(), problems(good), good);
        }
    }

    private static int number(Path file) {
        String name = file.getFileName().toString();
        return Integer.parseInt(name.substring(1, name.indexOf("__")));
    }

    private static Set<String> problems(String migration) {
        String text = migration.toLowerCase(Locale.ROOT);
        if (text.lines().anyMatch(line -> CONTRACT.matcher(line).matches())) {
            return Set.of();
        }
        StringBuilder code = new StringBuilder();
        text.lines().forEach(line -> code.append(line.replaceFirst("--.*", "")).append(' '));
        String all = code.toString().replaceAll("\\s+", " ");
        Set<String> newTables = found(NEW_TABLE, all);
        Set<String> dropped = found(DROPPED_CONSTRAINT, all);
        Set<String> problems = new TreeSet<>();
        for (String statement : all.split(";")) {
            REMOVALS.forEach((pattern, problem) -> {
                if (pattern.matcher(statement).find()) {
                    problems.add(problem);
                }
            });
            Set<String> altered = found(ALTERED, statement);
            if (!altered.isEmpty() && !newTables.containsAll(altered)) {
                additions(statement, dropped, problems);
            }
            if (!newTables.containsAll(found(UNIQUE_INDEX, statement))) {
                problems.add("requires unique rows, which the previous version does not ensure");
            }
        }
        return problems;
    }

    private static void additions(String statement, Set<String> dropped, Set<String> problems) {
        for (String addition : statement.split("\\badd\\b")) {
            boolean isConstraint = addition.strip().matches("(constraint|check|unique|foreign|primary|exclude)\\b.*");
            // A relaxed constraint is dropped and then added again.
            if (isConstraint && !dropped.containsAll(found(ADDED_CONSTRAINT, "add " + addition.strip()))
                    || isConstraint && !addition.strip().startsWith("constraint")) {
                problems.add("adds a constraint that the previous version may violate");
            } else if (!isConstraint && addition.contains(" not null") && !addition.contains(" default ")) {
                if (!addition.contains("alter table")) {
                    problems.add("adds a column that the previous version does not fill");
                }
            }
        }
    }

    private static Set<String> found(Pattern pattern, String text) {
        Set<String> found = new TreeSet<>();
        for (Matcher matcher = pattern.matcher(text); matcher.find(); ) {
            found.add(matcher.group(1));
        }
        return found;
    }
}
