package org.offprint.web.api.lists;

/** The parameters that narrow one kind of list, each repeatable: the same one again is or, different ones are and. */
public interface ListFilter {

    /** Adds those of the request. */
    void addTo(Filters filters);
}
