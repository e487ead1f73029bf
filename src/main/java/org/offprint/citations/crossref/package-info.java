/** Asks Crossref's REST API what references mean that lead nowhere; does nothing unless its address is set. */
package org.offprint.citations.crossref;
