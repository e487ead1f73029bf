/** Reader and writer for JATS contributors and affiliations. */
package org.offprint.formats.jats.contributors;
