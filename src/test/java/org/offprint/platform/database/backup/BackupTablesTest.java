package org.offprint.platform.database.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.offprint.platform.database.sql.Sql;

/** Tests that backups contain every table and that every value is restored exactly. */
@QuarkusTest
class BackupTablesTest {

    /** Database types whose values are not changed by {@code row_to_json} and {@code json_populate_record}. */
    private static final Set<String> EXACT = Set.of(
            "_text",
            "_uuid",
            "bool",
            "bytea",
            "date",
            "float8",
            "int4",
            "int8",
            "jsonb",
            "numeric",
            "text",
            "timestamptz",
            "uuid",
            "varchar");

    @Inject
    Sql sql;

    @Test
    void every_table_is_either_backed_up_or_excluded_for_a_documented_reason() {
        List<String> named = new ArrayList<>(BackupTables.INCLUDED);
        named.addAll(BackupTables.OMITTED.keySet());
        Set<String> tables = new TreeSet<>(sql.list(
                "select table_name from information_schema.tables where table_schema = current_schema()"
                        + " and table_type = 'BASE TABLE'",
                row -> row.getString(1)));
        assertEquals(tables, new TreeSet<>(named), "Name each table in BackupTables, in INCLUDED or in OMITTED.");
        assertEquals(tables.size(), named.size(), "A table is named twice in BackupTables.");
        BackupTables.OMITTED.values().forEach(reason -> assertTrue(reason.length() > 20, reason));
    }

    @Test
    void no_table_has_the_name_of_the_first_or_last_line_of_a_backup() {
        assertTrue(BackupTables.INCLUDED.stream().noneMatch(Set.of("backup", "end")::contains));
        assertTrue(BackupTables.INCLUDED.stream().allMatch(name -> name.matches("[a-z][a-z0-9_]*")));
    }

    @Test
    void every_column_type_in_backups_is_known_to_be_restored_exactly() {
        List<String> others = sql.list(
                "select table_name || '.' || column_name || ' ' || udt_name from information_schema.columns"
                        + " where table_schema = current_schema() and table_name = any(?) and udt_name <> all(?)",
                row -> row.getString(1),
                BackupTables.INCLUDED,
                EXACT);
        assertEquals(
                List.of(), others, "Check whether these types are restored exactly, and then add them to this test.");
    }

    @Test
    void all_tables_that_migrations_fill_are_declared_for_backups() {
        String schema = "backup_of_nothing";
        sql.update("create schema " + schema);
        try {
            Flyway.configure()
                    .configuration(flyway.getConfiguration())
                    .schemas(schema)
                    .load()
                    .migrate();
            for (String table : BackupTables.INCLUDED) {
                long rows = sql.first("select count(*) from " + schema + "." + table, row -> row.getLong(1))
                        .orElseThrow();
                assertTrue(
                        rows == 0 || BackupTables.FILLED_AT_START.contains(table),
                        table + " has rows after the migrations");
            }
        } finally {
            sql.update("drop schema " + schema + " cascade");
        }
    }

    @Inject
    Flyway flyway;

    @Test
    void values_of_every_column_type_are_restored_exactly_from_a_backup() {
        sql.update("create table every_type (a text[], b uuid[], c boolean, d bytea, e date, f float8, g int, h bigint,"
                + " i jsonb, j numeric, k text, l timestamptz, m uuid)");
        try {
            sql.update("insert into every_type values (array['', null, 'a,b', '{\"'], '{}', true, '\\x00ff0a5c22',"
                    + " '0044-03-15 BC', 0.1::float8 + 0.2::float8, -2147483648, 9223372036854775807,"
                    + " '{\"n\": 1.10, \"big\": 12345678901234567890.123, \"s\": \"\\u2028 \\\\ \\\" \\n\"}', 1.500,"
                    + " e'line\\nbreak\\ttab \\\\ \" \\x02\\x01 論文 \\U0001F4D6', '2026-11-25 09:00:00.123456+02',"
                    + " gen_random_uuid()), (null, array[null]::uuid[], false, '', 'infinity', 'NaN', 0, 0, '[]', 'NaN',"
                    + " '', 'infinity', null)");
            assertEquals(
                    0,
                    sql.first(
                                    "select count(*) from every_type t, json_populate_record(null::every_type,"
                                            + " row_to_json(t)) r where r is distinct from t"
                                            + " or r::text <> t::text",
                                    row -> row.getInt(1))
                            .orElseThrow());
        } finally {
            sql.update("drop table every_type");
        }
    }
}
