package org.offprint.web.api.lists;

import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Resolves record slugs to record ids. */
@FunctionalInterface
interface SlugLookup {

    /** Returns the ids of the records with the given current or former slugs, keyed by slug. */
    Map<String, UUID> ids(Set<String> slugs);
}
