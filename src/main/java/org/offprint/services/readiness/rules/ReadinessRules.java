package org.offprint.services.readiness.rules;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.offprint.formats.ExportFormats;
import org.offprint.formats.writing.RecordWriter;
import org.offprint.kernel.json.Vocabulary;
import org.offprint.kernel.text.Table;
import org.offprint.services.readiness.rules.ReadinessRule.About;
import org.offprint.services.readiness.rules.ReadinessRule.Check;
import org.offprint.services.readiness.rules.ReadinessRule.Level;

/**
 * All readiness rules. The rules are read from {@code tables/readiness-rules.tsv} and joined with their checks by rule
 * id.
 */
@ApplicationScoped
public class ReadinessRules {

    /**
     * Version of the rule set. Increment the version when a rule is added or removed, or when a level or an outcome
     * changes. All published articles are then checked again. Changes of wording do not require a new version.
     */
    public static final int VERSION = 3;

    private static final String TABLE = "readiness-rules.tsv";
    private static final int COLUMNS = 7;

    private final List<ReadinessRule> all;

    @Inject
    ReadinessRules(ExportFormats formats) {
        this(Table.of(TABLE, COLUMNS).rows(), checks(formats));
    }

    /**
     * Joins the rows of the rule table with the checks by rule id.
     *
     * @throws IllegalStateException if a row has an unknown term or no check, if two rows have the same id, or if a
     *     check has no row
     */
    ReadinessRules(List<List<String>> rows, Map<String, Check> checks) {
        Map<String, Check> left = new HashMap<>(checks);
        all = rows.stream().map(row -> rule(row, left.remove(row.get(0)))).toList();
        if (!left.isEmpty()) {
            throw new IllegalStateException("Add rows to " + TABLE + " for the checks " + left.keySet() + ".");
        }
    }

    private static Map<String, Check> checks(ExportFormats formats) {
        Map<String, Check> checks = new HashMap<>();
        checks.putAll(CrossrefChecks.checks(writer(formats, "crossref")));
        checks.putAll(DataCiteChecks.checks());
        checks.putAll(DoajChecks.checks());
        checks.putAll(PubMedChecks.checks(writer(formats, "pubmed")));
        checks.putAll(CitationIndexChecks.checks());
        checks.putAll(ScholarChecks.checks());
        checks.putAll(OpenScienceChecks.checks());
        checks.putAll(Jats4rChecks.checks());
        return checks;
    }

    private static RecordWriter writer(ExportFormats formats, String name) {
        return formats.named(name).orElseThrow().writer();
    }

    private static ReadinessRule rule(List<String> row, Check check) {
        String id = row.get(0);
        if (check == null) {
            throw new IllegalStateException("Rule " + id + " of " + TABLE + " has no check, or appears twice.");
        }
        return new ReadinessRule(
                id,
                known(row.get(1), Indexer.named(row.get(1)).orElse(null)),
                known(row.get(2), Vocabulary.constants(Level.class).get(row.get(2))),
                known(row.get(3), Vocabulary.constants(About.class).get(row.get(3))),
                row.get(4),
                row.get(5),
                row.get(6),
                check);
    }

    private static <T> T known(String term, T constant) {
        if (constant == null) {
            throw new IllegalStateException("Unknown term in " + TABLE + ": " + term);
        }
        return constant;
    }

    /** Returns all readiness rules in table order: grouped by indexing service and sorted by id. */
    public List<ReadinessRule> all() {
        return all;
    }
}
