package org.offprint.web.harvest.oai.items;

import java.util.List;

/**
 * Selection of OAI-PMH items, as an SQL condition.
 *
 * @param condition condition on {@code oai_item i}; {@code true} for all items
 */
public record SetSelection(String condition, List<Object> parameters) {

    public static final SetSelection ALL = new SetSelection("true", List.of());

    public SetSelection and(SetSelection other) {
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
