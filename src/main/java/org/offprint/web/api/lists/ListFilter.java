package org.offprint.web.api.lists;

/**
 * Filter parameters of a list. Values of the same parameter are combined with OR, and different parameters with AND.
 */
public interface ListFilter {

    /** Adds the filters of the request to the list query. */
    void addTo(Filters filters);
}
