/** Rendering of inline elements, such as emphasis, links, cross-references and inline images. */
package org.offprint.formats.fulltext.inline;
