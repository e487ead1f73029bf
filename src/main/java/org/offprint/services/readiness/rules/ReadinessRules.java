package org.offprint.services.readiness.rules;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Stream;
import org.offprint.formats.ExportFormats;
import org.offprint.formats.writing.RecordWriter;

/** All rules, grouped by indexing service and numbered within each group. */
@ApplicationScoped
public class ReadinessRules {

    /** Version of the rule set. Increase it with every change of a rule. */
    public static final int VERSION = 1;

    private final List<ReadinessRule> all;

    @Inject
    ReadinessRules(ExportFormats formats) {
        all = Stream.of(
                        CrossrefRules.rules(writer(formats, "crossref")),
                        DataCiteRules.rules(),
                        DoajRules.rules(),
                        PubMedRules.rules(writer(formats, "pubmed")),
                        PubMedRules.central(),
                        CitationIndexRules.scopus(),
                        CitationIndexRules.webOfScience(),
                        ScholarRules.rules(),
                        OpenScienceRules.openAire(),
                        Jats4rRules.rules(),
                        OpenScienceRules.planS(),
                        OpenScienceRules.fair())
                .flatMap(List::stream)
                .toList();
    }

    private static RecordWriter writer(ExportFormats formats, String name) {
        return formats.named(name).orElseThrow().writer();
    }

    /** Returns all rules, in order of indexing service and number. */
    public List<ReadinessRule> all() {
        return all;
    }
}
