package org.offprint.web.api.lists;

import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Resolves slugs of records to their ids. */
@FunctionalInterface
interface SlugLookup {

    /** Returns the ids of the records that have, or had, one of these slugs, keyed by slug. */
    Map<String, UUID> ids(Set<String> slugs);
}
