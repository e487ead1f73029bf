/** Reader for Web of Science plain text. */
package org.offprint.formats.webofscience;
