/** XML reader that reads one element at a time without network access or DTDs, and XML writer. */
package org.offprint.formats.xml;
