/** Selection of the search engine by the settings. */
package org.offprint.search.engine;
