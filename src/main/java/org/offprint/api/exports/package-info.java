/** Articles in other formats and citation styles over HTTP. */
package org.offprint.api.exports;
