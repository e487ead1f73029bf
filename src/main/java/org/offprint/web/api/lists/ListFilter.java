package org.offprint.web.api.lists;

/**
 * Filter parameters of one kind of list. Values of the same parameter are combined with OR, different parameters with
 * AND.
 */
public interface ListFilter {

    /** Adds the filters of the request. */
    void addTo(Filters filters);
}
