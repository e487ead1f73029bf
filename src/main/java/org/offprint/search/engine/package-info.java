/** Selection of the search engine according to the settings. */
package org.offprint.search.engine;
