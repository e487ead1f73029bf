package org.offprint.harvest.oai;

import java.util.List;

/**
 * Which items a list holds, as a condition of SQL.
 *
 * @param condition on {@code oai_item i}; true for all
 */
record SetSelection(String condition, List<Object> parameters) {

    static final SetSelection ALL = new SetSelection("true", List.of());

    SetSelection and(SetSelection other) {
        if (this == ALL) {
            return other;
        }
        if (other == ALL) {
            return this;
        }
        List<Object> all = new java.util.ArrayList<>(parameters);
        all.addAll(other.parameters);
        return new SetSelection(condition + " and " + other.condition, all);
    }
}
