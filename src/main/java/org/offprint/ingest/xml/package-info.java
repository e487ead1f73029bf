/** XML as imports read it: element by element, without a network, without a DTD. */
package org.offprint.ingest.xml;
