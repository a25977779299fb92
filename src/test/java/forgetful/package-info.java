/** An application that uses the library and forgets to close things; apart from our packages, as applications are. */
package forgetful;
