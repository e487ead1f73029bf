/** Typesetting: resolves a manuscript with its sources to the document that readers get, and stores it. */
package org.offprint.publishing.typesetting;
