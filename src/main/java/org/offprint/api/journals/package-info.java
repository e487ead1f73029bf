/** Journals over HTTP. */
package org.offprint.api.journals;
