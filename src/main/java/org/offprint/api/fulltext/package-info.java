/** The texts of articles as people read them. */
package org.offprint.api.fulltext;
