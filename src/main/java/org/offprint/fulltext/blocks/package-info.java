/** Sections, paragraphs, lists, quotations, boxes, code. */
package org.offprint.fulltext.blocks;
