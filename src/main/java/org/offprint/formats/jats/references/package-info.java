/** Reader and writer for JATS references. */
package org.offprint.formats.jats.references;
