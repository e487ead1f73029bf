/** Selects the search engine from the settings. */
package org.offprint.search.engine;
