package org.offprint.web.api.lists;

import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Knows records by their slugs. */
@FunctionalInterface
interface Slugs {

    /** The ids of those records that have, or had, one of these slugs. */
    Map<String, UUID> ids(Set<String> slugs);
}
