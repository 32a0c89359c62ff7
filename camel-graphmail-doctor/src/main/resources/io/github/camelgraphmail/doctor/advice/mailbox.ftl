<#import "commands.ftl" as c>
<@c.exchange/>
Get-Recipient -Identity ${mailboxes[0]} | Format-List PrimarySmtpAddress, RecipientTypeDetails   # UserMailbox or SharedMailbox can send
