/** Rendering of block elements, such as sections, paragraphs, lists, figures, boxes, notes and reference lists. */
package org.offprint.formats.fulltext.blocks;
