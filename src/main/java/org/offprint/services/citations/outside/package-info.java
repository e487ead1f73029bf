/** Resolves references to external works, from an imported set or the Crossref REST API. */
package org.offprint.services.citations.outside;
