package org.offprint.web.api.readiness;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.offprint.platform.http.parameters.Given;
import org.offprint.platform.http.parameters.Parameters;
import org.offprint.services.readiness.rules.Indexer;

/** Reads the parameter {@code for}: the indexers whose rules count. */
final class AskedIndexers {

    static final String PARAMETER = "for";
    static final String DESCRIPTION = "The rules of these indexers alone; names apart by commas, or one each.";

    private static final Map<String, Indexer> KNOWN = known();

    private AskedIndexers() {}

    private static Map<String, Indexer> known() {
        Map<String, Indexer> known = new LinkedHashMap<>();
        for (Indexer indexer : Indexer.values()) {
            known.put(indexer.word(), indexer);
        }
        return known;
    }

    /**
     * Returns the indexers that are asked for; all where none is named.
     *
     * @throws org.offprint.kernel.faults.ProblemException 400 for an unknown name
     */
    static Set<Indexer> of(List<Given<Indexer>> given) {
        Set<Indexer> asked = EnumSet.noneOf(Indexer.class);
        Parameters parameters = new Parameters();
        for (Given<Indexer> each : given) {
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
