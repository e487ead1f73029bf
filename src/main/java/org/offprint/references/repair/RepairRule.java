package org.offprint.references.repair;

import java.util.List;
import java.util.function.Consumer;
import org.offprint.references.model.PartLabel;

/**
 * Rule that changes the parts of a reference.
 *
 * @param required labels that the reference must have
 * @param absent labels that the reference must not have
 * @param action changes the parts, and may check additional conditions
 */
record RepairRule(List<PartLabel> required, List<PartLabel> absent, Consumer<PrintedParts> action) {

    static RepairRule when(PartLabel... required) {
        return new RepairRule(List.of(required), List.of(), parts -> {});
    }

    RepairRule unless(PartLabel... labels) {
        return new RepairRule(required, List.of(labels), action);
    }

    RepairRule then(Consumer<PrintedParts> change) {
        return new RepairRule(required, absent, change);
    }

    void apply(PrintedParts parts) {
        if (parts.all().keySet().containsAll(required) && absent.stream().noneMatch(parts::has)) {
            action.accept(parts);
        }
    }
}
