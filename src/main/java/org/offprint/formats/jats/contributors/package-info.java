/** Contributors and affiliations of JATS: readers and writers. */
package org.offprint.formats.jats.contributors;
