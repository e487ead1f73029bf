/**
 * XML reader that reads one element at a time without network access or DTDs, XML writer, and conversion of TeX to
 * MathML.
 */
package org.offprint.formats.xml;
