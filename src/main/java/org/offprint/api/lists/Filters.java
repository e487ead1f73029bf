package org.offprint.api.lists;

import java.util.ArrayList;
import java.util.List;

/** The conditions of a list, in SQL, with their parameters. */
public final class Filters {

    private final List<String> conditions = new ArrayList<>();
    private final List<Object> parameters = new ArrayList<>();

    /** The column has one of these values; no condition where there are none. */
    public Filters anyOf(String column, List<?> values) {
        return values.isEmpty() ? this : and(column + " = any(?)", values);
    }

    /** This condition holds, with these values for its question marks. */
    public Filters and(String condition, Object... values) {
        conditions.add(condition);
        parameters.addAll(List.of(values));
        return this;
    }

    String where() {
        return conditions.isEmpty() ? " where true" : " where " + String.join(" and ", conditions);
    }

    List<Object> parameters() {
        return new ArrayList<>(parameters);
    }
}
