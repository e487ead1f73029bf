package org.offprint.web.api.lists;

/**
 * Filter parameters of a list. Values of the same parameter are combined with OR, and different parameters with AND.
 */
public interface ListFilter {

    /** Adds the filter parameters of the request to the given filters. */
    void addTo(Filters filters);
}
