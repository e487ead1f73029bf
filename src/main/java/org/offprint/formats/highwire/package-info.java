/** Writer for the meta elements that Google Scholar reads from article pages. */
package org.offprint.formats.highwire;
