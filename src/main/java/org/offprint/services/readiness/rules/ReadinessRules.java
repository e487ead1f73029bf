package org.offprint.services.readiness.rules;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Stream;
import org.offprint.formats.Formats;
import org.offprint.formats.writing.RecordWriter;

/** All rules, indexer by indexer, each with its number within the indexer. */
@ApplicationScoped
public class ReadinessRules {

    /** The number of this set of rules; raise it with every change of a rule. */
    public static final int VERSION = 1;

    private final List<ReadinessRule> all;

    @Inject
    ReadinessRules(Formats formats) {
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

    private static RecordWriter writer(Formats formats, String name) {
        return formats.named(name).orElseThrow().writer();
    }

    /** Returns all rules, in the order of their indexers and numbers. */
    public List<ReadinessRule> all() {
        return all;
    }
}
