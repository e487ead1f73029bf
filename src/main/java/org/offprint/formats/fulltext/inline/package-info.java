/** Renders inline elements: emphasis, links, cross-references and inline images. */
package org.offprint.formats.fulltext.inline;
