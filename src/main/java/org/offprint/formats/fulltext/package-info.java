/** Rendering of the JATS full text of an article as HTML, plain text and an outline. */
package org.offprint.formats.fulltext;
