package org.offprint.imports.batch;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.json.Text;

/**
 * Finds texts of a record that the database cannot store. Texts must be checked first, because references are looked up
 * before the record is read.
 */
final class UnstorableTextFinder {

    private static final int MAX_FINDINGS = 20;

    private UnstorableTextFinder() {}

    /** Returns a finding for each text that cannot be stored; empty if the record is null. */
    static List<Finding> faults(JsonNode record) {
        List<Finding> faults = new ArrayList<>();
        if (record != null && !isStorable(record)) {
            find(record, "", faults);
        }
        return faults;
    }

    /** Checks the texts without computing pointers, which are rarely needed. */
    private static boolean isStorable(JsonNode node) {
        if (node.isTextual()) {
            return Text.fault(node.textValue()) == null;
        }
        for (JsonNode within : node) {
            if (!isStorable(within)) {
                return false;
            }
        }
        return true;
    }

    private static void find(JsonNode node, String pointer, List<Finding> faults) {
        String fault = node.isTextual() ? Text.fault(node.textValue()) : null;
        if (fault != null && faults.size() < MAX_FINDINGS) {
            faults.add(Finding.at(Text.withoutUnpairedSurrogates(pointer), "text-not-storable", fault));
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            find(node.get(i), pointer + "/" + i, faults);
        }
        node.properties()
                .forEach(member -> find(
                        member.getValue(),
                        pointer + "/" + member.getKey().replace("~", "~0").replace("/", "~1"),
                        faults));
    }
}
