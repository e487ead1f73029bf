/** The choice of what searches, by the settings. */
package org.offprint.search.engine;
