/** Article exports in other formats and citation styles. */
package org.offprint.web.api.exports;
