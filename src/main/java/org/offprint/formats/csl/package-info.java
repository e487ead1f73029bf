/** Reader and writer for CSL-JSON, the input format of citation processors. */
package org.offprint.formats.csl;
