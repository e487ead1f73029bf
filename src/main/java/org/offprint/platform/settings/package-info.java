/** All settings of the service: names, accepted values and error messages. */
package org.offprint.platform.settings;
