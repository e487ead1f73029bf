/** Texts of articles that come as HTML. */
package org.offprint.fulltext.html;
