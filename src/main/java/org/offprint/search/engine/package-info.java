/** Selection of the search engine by configuration. */
package org.offprint.search.engine;
