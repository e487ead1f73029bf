/** References of JATS: reader and writer. */
package org.offprint.formats.jats.references;
