/** Reads and writes JATS contributors and affiliations. */
package org.offprint.formats.jats.contributors;
