package org.offprint.web.api.readiness;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.offprint.platform.http.parameters.ParameterValue;
import org.offprint.platform.http.parameters.Parameters;
import org.offprint.services.readiness.rules.Indexer;

/** Parses the query parameter {@code for}, which selects the indexers whose rules are checked. */
final class IndexerFilter {

    static final String PARAMETER = "for";
    static final String DESCRIPTION =
            "Filter by indexer, for example `crossref,doaj`. Separate several names with commas, or"
                    + " repeat the parameter. By default, the rules of all indexers are checked.";

    private static final Map<String, Indexer> KNOWN = known();

    private IndexerFilter() {}

    private static Map<String, Indexer> known() {
        Map<String, Indexer> known = new LinkedHashMap<>();
        for (Indexer indexer : Indexer.values()) {
            known.put(indexer.word(), indexer);
        }
        return known;
    }

    /**
     * Returns the requested indexers, or all indexers if none is requested.
     *
     * @throws org.offprint.kernel.faults.ProblemException 400 if a name is unknown
     */
    static Set<Indexer> of(List<ParameterValue<Indexer>> given) {
        Set<Indexer> asked = EnumSet.noneOf(Indexer.class);
        Parameters parameters = new Parameters();
        for (ParameterValue<Indexer> each : given) {
            for (String name : each.text().split(",", -1)) {
                Indexer indexer = parameters.oneOf(PARAMETER, name.strip(), KNOWN, null);
                if (indexer != null) {
                    asked.add(indexer);
                }
            }
        }
        parameters.check();
        return asked.isEmpty() ? EnumSet.allOf(Indexer.class) : asked;
    }
}
