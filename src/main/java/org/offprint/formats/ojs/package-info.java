/** Reader for the native XML of Open Journal Systems. */
package org.offprint.formats.ojs;
