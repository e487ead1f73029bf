/** Renders block elements: sections, paragraphs, lists, figures, boxes, notes and reference lists. */
package org.offprint.formats.fulltext.blocks;
